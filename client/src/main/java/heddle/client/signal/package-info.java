/// Tells the listeners of a session what happens in it; does nothing where there are none.
package heddle.client.signal;
