/// Other programs, started and talked to: [Subprocess][heddle.async.process.Subprocess] is the door.
package heddle.async.process;
