/// How requests say who sends them: [Auth] and its schemes, and where logins come from.
package heddle.client.auth;
