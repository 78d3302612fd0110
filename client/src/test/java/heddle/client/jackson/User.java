package heddle.client.jackson;

/// A value with JSON. Public, as it has to be for a library in another module.
public record User(String name, int age) {}
