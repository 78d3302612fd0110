/// Bodies as sequences of pieces, and what undoes their codings. Below the doors of `heddle.client`; hidden.
package heddle.client.body;
