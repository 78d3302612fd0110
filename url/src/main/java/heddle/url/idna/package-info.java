/// Internationalised domain names: Unicode Technical Standard 46 as the URL Standard uses it. Not exported.
package heddle.url.idna;
