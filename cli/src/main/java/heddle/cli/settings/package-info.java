/// Options of a command line that stand in a file or in the environment.
package heddle.cli.settings;
