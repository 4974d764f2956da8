// On a narrow screen the tabs scroll: the open one is brought into sight.
const open = document.querySelector(".tabs [aria-current]");
const strip = open?.closest(".tabs");
if (strip) strip.scrollLeft = open.offsetLeft - (strip.clientWidth - open.offsetWidth) / 2;
