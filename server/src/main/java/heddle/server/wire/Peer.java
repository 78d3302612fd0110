package heddle.server.wire;

/// Whom an [Exchange] answers: one connection of HTTP/1, or one stream of HTTP/2. On the I/O thread, but for what says
/// otherwise.
interface Peer {
    /// Any thread: runs that on the I/O thread, never at once.
    void execute(Runnable task);

    /// Sends a whole reply, which ends the exchange.
    void reply(Exchange from, ReplyHead head, byte[] content);

    /// Sends the head of a streamed reply.
    void begin(Exchange from, ReplyHead head);

    /// Sends a part of it; tells the exchange when it is taken, or that the peer has gone.
    void write(Exchange from, byte[] part, int length);

    /// Ends a streamed reply, and the exchange.
    void end(Exchange from);

    /// Ends the exchange so that the peer sees that the reply is not whole.
    void abort(Exchange from);

    /// Sends the head of a 101, and gives the connection away, which speaks another protocol from then on;
    /// tells the exchange, or that the peer has gone.
    void upgrade(Exchange from, ReplyHead head);

    /// The exchange has ended on a connection that was given away.
    void leave(Exchange from);

    /// Tells the peer that the body of its request is wanted.
    void sendContinue();

    /// The reader of the body has caught up, after the peer was held back.
    void readOn();

    /// Any thread: the reader of the body has taken so many bytes.
    void taken(int bytes);
}
