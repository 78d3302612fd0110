/// What the JDK's Flight Recorder is told: the events `heddle.*`, and the switch that keeps them free while nobody
/// records.
package heddle.async.flight;
