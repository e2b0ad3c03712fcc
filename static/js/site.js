// Small help where the browser alone does not do it. Every page works without this file.
(function () {
  "use strict";

  // Words for the live region: read aloud, and shown at the foot of the window until the next ones come.
  function say(words) {
    var region = document.getElementById("said");
    if (region) {
      region.textContent = words;
    }
  }

  document.addEventListener("htmx:sendError", function () {
    say("The server did not answer. What you typed is still here, but it is not saved yet.");
  });

  document.addEventListener("htmx:responseError", function () {
    say("The server refused this. What you typed is still here, but it is not saved yet.");
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful) {
      say("");
    }
  });
})();
