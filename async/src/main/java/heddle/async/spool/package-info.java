/// Bytes that wait in memory while they are few, and in a file beyond. Start at [heddle.async.spool.Spool].
package heddle.async.spool;
