package heddle.url.idna;

/// How a character joins its neighbours in a cursive script: Unicode's property *Joining_Type*.
enum Joining {
    NONE(0),
    LEFT(1),
    RIGHT(2),
    DUAL(3),
    TRANSPARENT(4);

    private static final Joining[] VALUES = values();

    /// Its number in the table.
    final int number;

    Joining(int number) {
        this.number = number;
    }

    static Joining of(int number) {
        return VALUES[number];
    }
}
