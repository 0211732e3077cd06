"""The benchmarks behind `make bench`: what the trace costs, as ratios of things measured side by side."""
