/// What commands ask of the operating system: other JVMs, files that are whole or not there, signals.
package heddle.cli.os;
