package heddle.fetch.output;

/// How far one output file has got: the part of it that holds whole outcomes, all of them accepted.
///
/// @param file  its name, relative to the output folder
/// @param bytes from its start
public record Mark(String file, long bytes) {}
