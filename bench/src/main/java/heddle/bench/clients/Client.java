package heddle.bench.clients;

/// An HTTP client under load, used as its own guide would have it.
///
/// The certificate of the server is in the trust store of the JVM, so that none is told anything about it;
/// nothing but the version of HTTP and the number of connections is chosen, and Netty's own transport and
/// TLS where that takes a word.
interface Client {
    /// Keeps requests going until the load is over.
    void run(Load load) throws Exception;
}
