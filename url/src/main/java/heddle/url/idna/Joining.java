package heddle.url.idna;

/// How a character joins its neighbours in a cursive script: Unicode's property *Joining_Type*. The order is that of
/// the table's numbers.
enum Joining {
    NONE,
    LEFT,
    RIGHT,
    DUAL,
    TRANSPARENT;

    static final Joining[] VALUES = values();
}
