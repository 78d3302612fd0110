/// What the system's own tools are told about the command: manual pages, completions.
package heddle.cli.manual;
