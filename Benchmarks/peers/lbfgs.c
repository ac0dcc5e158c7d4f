/* libLBFGS on extended Rosenbrock, as bench/Cases/MinimizeCases.swift; the protocol of serve.py. */
#include <lbfgs.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

enum { COUNT = 100000 };

static long evaluations;
static int iterations;

static lbfgsfloatval_t evaluate(void *instance, const lbfgsfloatval_t *x, lbfgsfloatval_t *g, const int n,
                                const lbfgsfloatval_t step) {
  lbfgsfloatval_t sum = 0;
  (void)instance, (void)step;
  evaluations++;
  for (int i = 0; i < n; i += 2) {
    lbfgsfloatval_t rest = 1.0 - x[i], bend = 10.0 * (x[i + 1] - x[i] * x[i]);
    g[i + 1] = 20.0 * bend;
    g[i] = -2.0 * (x[i] * g[i + 1] + rest);
    sum += rest * rest + bend * bend;
  }
  return sum;
}

/* All pairs of coordinates go the same way, so the first pair tells the largest entry of the gradient. */
static int progress(void *instance, const lbfgsfloatval_t *x, const lbfgsfloatval_t *g, const lbfgsfloatval_t fx,
                    const lbfgsfloatval_t xnorm, const lbfgsfloatval_t gnorm, const lbfgsfloatval_t step, int n,
                    int k, int ls) {
  (void)instance, (void)x, (void)fx, (void)xnorm, (void)gnorm, (void)step, (void)n, (void)ls;
  iterations = k;
  return fmax(fabs(g[0]), fabs(g[1])) <= 1e-6;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(void) {
  char line[64];
  lbfgsfloatval_t *x = lbfgs_malloc(COUNT), value = 0;
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.m = 10;
  parameters.epsilon = 0;
  if (!x) return 1;
  printf("{\"ready\": \"lbfgs\"}\n");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    for (int i = 0; i < COUNT; i += 2) x[i] = -1.2, x[i + 1] = 1;
    evaluations = iterations = 0;
    double began = now();
    lbfgs(COUNT, x, &value, evaluate, progress, NULL, &parameters);
    printf("{\"seconds\": %.9g, \"facts\": {\"evaluations\": %ld, \"iterations\": %d, \"value\": %.9g}}\n",
           now() - began, evaluations, iterations, value);
    fflush(stdout);
  }
  lbfgs_free(x);
  return 0;
}
