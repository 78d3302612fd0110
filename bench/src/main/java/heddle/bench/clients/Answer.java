package heddle.bench.clients;

/// What came, its body read to the end.
record Answer(int status, int length) {}
