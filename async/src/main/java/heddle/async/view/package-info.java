/// What a look at running loops shows: values, which stay as they are whatever the loops do next.
package heddle.async.view;
