// Tells the form in which time zone its reader is; without it, it is UTC, and may be changed afterwards.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) for (const field of document.querySelectorAll("[data-time-zone]")) field.value = zone;
