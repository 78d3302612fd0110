/// Lists of URLs, fetched: the bulk engine ([Fetcher][heddle.fetch.Fetcher]) and the four ways to do it that
/// `heddle compare` sets side by side ([Strategy][heddle.fetch.Strategy]).
package heddle.fetch;
