"use strict";
// The panels open without this: it closes them with Escape, moves the focus and keeps the place in the text.
(function () {
  var origin = null;
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a") : null;
    if (!link) return;
    if (link.classList.contains("close")) { event.preventDefault(); shut(); }
    else if ((link.getAttribute("href") || "").indexOf("#c") === 0) origin = link;
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.querySelector(".panel:target")) shut();
  });
  window.addEventListener("hashchange", function () {
    var panel = document.querySelector(".panel:target");
    if (panel) panel.focus({ preventScroll: true });
  });
  function shut() {
    var x = window.scrollX, y = window.scrollY;
    var panel = document.querySelector(".panel:target");
    var back = origin || (panel && document.getElementById("t" + panel.id.slice(1)));
    window.location.hash = "#text";
    window.scrollTo(x, y);
    if (back) back.focus({ preventScroll: true });
    origin = null;
  }
})();
