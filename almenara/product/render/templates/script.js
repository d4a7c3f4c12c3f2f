"use strict";
// The panels work without this: it only moves the focus, closes with Escape and keeps the place in the text.
(function () {
  var origin = null;
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a") : null;
    if (!link) return;
    if (link.classList.contains("n")) origin = link;
    if (link.classList.contains("close")) { event.preventDefault(); shut(); }
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
    var back = origin || (panel && document.getElementById(panel.id.slice(2)));
    window.location.hash = back ? "#" + back.id : "#text";
    window.scrollTo(x, y);
    if (back) back.focus({ preventScroll: true });
    origin = null;
  }
  if (window.matchMedia && window.matchMedia("(max-width: 900px)").matches) {
    var contents = document.querySelector(".contents details");
    if (contents) contents.removeAttribute("open");
  }
})();
