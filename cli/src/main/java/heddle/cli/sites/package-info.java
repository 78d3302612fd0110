/// Sites that the command brings along.
package heddle.cli.sites;
