"""One epoch of a 64-128-10 network on the digits, batches of 32, Adam."""
import warnings

import numpy as np
from sklearn.datasets import load_digits

from serve import serve

X, LABELS = load_digits(return_X_y=True)
X = X / 16.0


def scikit_learn():
    from sklearn.neural_network import MLPClassifier
    warnings.simplefilter("ignore")
    network = MLPClassifier((128,), batch_size=32, learning_rate_init=0.001, random_state=0)
    network.partial_fit(X, LABELS, classes=np.arange(10))

    def run(_):
        network.partial_fit(X, LABELS)
        return {"loss": float(network.loss_)}
    return run


def torch_():
    import torch
    torch.manual_seed(0)
    inputs = torch.tensor(X, dtype=torch.float32)
    labels = torch.tensor(LABELS)
    network = torch.nn.Sequential(
        torch.nn.Dropout(0.2), torch.nn.Linear(64, 128), torch.nn.ReLU(), torch.nn.Dropout(0.5),
        torch.nn.Linear(128, 10))
    optimizer = torch.optim.Adam(network.parameters(), 0.001)
    criterion = torch.nn.CrossEntropyLoss()

    def run(_):
        order = torch.randperm(len(inputs))
        total = 0.0
        for start in range(0, len(inputs), 32):
            batch = order[start:start + 32]
            optimizer.zero_grad()
            loss = criterion(network(inputs[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        return {"loss": total / len(inputs)}
    return run


# So many epochs in a row of which the seconds of one are told, as in NetworkCases.swift.
serve({"scikit-learn": scikit_learn, "torch": torch_}, times={"scikit-learn": 5, "torch": 5})
