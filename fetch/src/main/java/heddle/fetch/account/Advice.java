package heddle.fetch.account;

/// A sentence on what a run's figures mean, and what to do about it.
///
/// @param rule that gave it, a stable word in snake_case
/// @param text for people
public record Advice(String rule, String text) {}
