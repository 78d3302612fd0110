/// Forms that come in, with files and without. Start at [heddle.server.form.Form].
package heddle.server.form;
