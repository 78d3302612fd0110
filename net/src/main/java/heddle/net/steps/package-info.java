/// What is told of a dial while it goes on. Only the client listens.
package heddle.net.steps;
