// Writing a contract: saves while one types, keeps what could not be sent, moves rows by dragging.
// Without this file the page does the same with its buttons.
(function () {
  "use strict";

  var PAUSE = 2000; // after the last key
  var LEAST = 10000; // between two savings
  var PATIENCE = 5000; // a button waits so long for a saving that is under way
  var form = document.getElementById("writing");
  if (!form) {
    return;
  }

  // ---- dragging: sends what the buttons send, so that the page comes back in the new order ----

  function ask(change) {
    var button = document.createElement("button");
    button.type = "submit";
    button.name = "change";
    button.value = change;
    button.hidden = true;
    form.appendChild(button);
    button.click();
  }

  var dragged = null;
  form.querySelectorAll("[data-part]").forEach(function (row) {
    var handle = document.createElement("span");
    handle.className = "con-handle";
    handle.draggable = true;
    handle.setAttribute("aria-hidden", "true"); // by keyboard there are the buttons beside it
    handle.textContent = "Drag to move";
    row.querySelector(".con-order").prepend(handle);
    handle.addEventListener("dragstart", function (event) {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      row.classList.add("con-is-dragged");
    });
    handle.addEventListener("dragend", function () {
      row.classList.remove("con-is-dragged");
      dragged = null;
    });
    row.addEventListener("dragover", function (event) {
      if (dragged && dragged !== row && dragged.dataset.part === row.dataset.part) {
        event.preventDefault();
        row.classList.add("con-is-target");
      }
    });
    row.addEventListener("dragleave", function () {
      row.classList.remove("con-is-target");
    });
    row.addEventListener("drop", function (event) {
      event.preventDefault();
      row.classList.remove("con-is-target");
      if (dragged && dragged !== row && dragged.dataset.part === row.dataset.part) {
        ask("move " + row.dataset.part + " " + dragged.dataset.place + " " + row.dataset.place);
      }
    });
  });

  // ---- saving while one types ----

  if (!("autosave" in form.dataset)) {
    return;
  }
  var place = "writing " + form.dataset.writer + " " + form.getAttribute("action");
  var saved = document.getElementById("saved");
  var timer = null;
  var sentAt = 0;
  var isSending = false;
  var isChanged = false;
  var leaves = false;
  var pressed = null; // the button that waits until a saving under way is answered

  function say(words, isTrouble) {
    saved.textContent = words;
    saved.classList.toggle("is-trouble", Boolean(isTrouble));
  }

  function store(text) {
    try {
      if (text === null) {
        sessionStorage.removeItem(place);
      } else {
        sessionStorage.setItem(place, text);
      }
    } catch (error) {
      // Private windows may have no room; then the page alone holds the text.
    }
  }

  function typed() {
    var boxes = new FormData(form);
    boxes.set("then", "go on");
    return new URLSearchParams(boxes);
  }

  function put(id, markup) {
    var part = document.getElementById(id);
    if (part && markup && !part.contains(document.activeElement)) {
      part.innerHTML = markup;
    }
  }

  function told(answer) {
    if (answer.trouble) {
      say(answer.trouble, true);
      return;
    }
    store(null);
    form.elements.revision.value = answer.revision;
    say(answer.saved);
    put("missing", answer.missing);
    put("preview", answer.preview);
  }

  function lost(boxes, words) {
    isChanged = true;
    boxes.delete("csrfmiddlewaretoken");
    store(boxes.toString());
    say(words, true);
  }

  function save() {
    timer = null;
    if (isSending || leaves) {
      return;
    }
    isSending = true;
    isChanged = false;
    sentAt = Date.now();
    var boxes = typed();
    fetch(form.getAttribute("action"), { method: "POST", body: boxes, credentials: "same-origin" })
      .then(function (answer) {
        var isOurs = (answer.headers.get("Content-Type") || "").indexOf("application/json") === 0;
        if (answer.ok && isOurs) {
          return answer.json().then(told);
        }
        if (answer.redirected) {
          lost(boxes, "You are signed out. What you typed is kept: press Save, sign in, and it stands here again.");
        } else {
          lost(boxes, "Not saved: the server could not take it. What you typed is kept in this window.");
        }
        return null;
      })
      .catch(function () {
        lost(boxes, "Not saved: the server did not answer. What you typed is kept in this window.");
        later();
      })
      .finally(function () {
        isSending = false;
        if (pressed) {
          goOn();
        } else if (isChanged && !timer && !saved.classList.contains("is-trouble")) {
          later();
        }
      });
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(PAUSE, sentAt + LEAST - Date.now()));
  }

  form.addEventListener("input", function () {
    isChanged = true;
    later();
  });
  function goOn() {
    if (pressed) {
      var button = pressed.submitter;
      pressed = null;
      isSending = false;
      form.requestSubmit(button);
    }
  }

  form.addEventListener("submit", function (event) {
    leaves = true;
    clearTimeout(timer);
    if (isSending) {
      // The answer brings the revision that this saving makes; without it the page would be older than itself.
      event.preventDefault();
      pressed = event;
      setTimeout(goOn, PATIENCE);
    }
  });
  window.addEventListener("pageshow", function () {
    leaves = false;
  });

  // ---- what could not be sent from this window, offered back ----

  var left = null;
  try {
    left = sessionStorage.getItem(place);
  } catch (error) {
    left = null;
  }
  var wasKept = document.querySelector("[data-was-kept] .usa-alert__body"); // the server offers what it was sent
  if (left && wasKept && standsHere(left)) {
    store(null);
  } else if (left) {
    offer(left);
  }

  function standsHere(text) {
    var own = ["csrfmiddlewaretoken", "revision", "writer", "then", "change"];
    var stands = typed();
    var same = true;
    new Set(new URLSearchParams(text).keys()).forEach(function (name) {
      var was = new URLSearchParams(text).getAll(name).join("\n").replace(/\r\n/g, "\n");
      same = same && (own.indexOf(name) >= 0 || was === stands.getAll(name).join("\n").replace(/\r\n/g, "\n"));
    });
    return same;
  }

  function box() {
    var notice = document.createElement("div");
    notice.className = "usa-alert usa-alert--warning";
    notice.setAttribute("role", "status");
    var body = document.createElement("div");
    body.className = "usa-alert__body";
    notice.appendChild(body);
    form.parentNode.insertBefore(notice, form);
    return body;
  }

  function offer(text) {
    var part = document.createElement("div"); // in the server's box where there is one: never two of them
    var words = document.createElement("p");
    words.className = "usa-alert__text";
    words.textContent = wasKept
      ? "Something else that you typed here could not be saved either. It is kept in this window."
      : "What you typed here last could not be saved. It is kept in this window.";
    part.appendChild(words);
    var choices = document.createElement("div");
    choices.className = "ses-buttons";
    choices.appendChild(choice("Put it back", function () {
      putBack(text);
    }));
    choices.appendChild(choice("Throw it away", function () {
      store(null);
      (wasKept ? part : part.closest(".usa-alert")).remove();
    }));
    part.appendChild(choices);
    (wasKept || box()).appendChild(part);
  }

  function choice(words, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "usa-button usa-button--outline";
    button.textContent = words;
    button.addEventListener("click", act);
    return button;
  }

  function putBack(text) {
    var boxes = new URLSearchParams(text);
    var again = document.createElement("form");
    again.method = "post";
    again.action = form.getAttribute("action");
    again.hidden = true;
    boxes.delete("then");
    boxes.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    boxes.set("change", "keep");
    boxes.forEach(function (value, name) {
      var box = document.createElement("textarea");
      box.name = name;
      box.value = value;
      again.appendChild(box);
    });
    document.body.appendChild(again);
    store(null);
    leaves = true;
    again.submit();
  }
})();
