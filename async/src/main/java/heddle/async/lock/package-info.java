/// What a simulation does about locks that it shares with threads outside.
package heddle.async.lock;
