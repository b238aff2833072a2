// Logs in: the key goes to the service once, and a cookie that no script can read comes back. Logs out whoever is logged in.

const form = document.getElementById("login");
const status = document.getElementById("status");
const known = document.getElementById("known");
const left = document.getElementById("left");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  status.classList.remove("wrong");
  status.textContent = "Logging in…";
  try {
    const key = document.getElementById("key").value.trim();
    const answer = await fetch("/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ key }) });
    if (answer.ok) {
      location.assign(form.dataset.next);
      return;
    }
    status.textContent = answer.status === 401 ? "This key isn’t known here, was revoked, or has expired." : "That didn’t work. Try again in a minute.";
  } catch {
    status.textContent = "The service doesn’t answer. Is the network up?";
  }
  status.classList.add("wrong");
});

document.getElementById("leave").addEventListener("click", async () => {
  try {
    const answer = await fetch("/session", { method: "DELETE" });
    if (answer.ok) {
      if (known.dataset.out) location.assign(known.dataset.out); // and out of the provider, if that is where they came from
      known.hidden = true;
      status.classList.remove("wrong");
      status.textContent = "You are logged out.";
      return;
    }
    left.textContent = "That didn’t work. Try again in a minute.";
  } catch {
    left.textContent = "The service doesn’t answer. Is the network up?";
  }
  left.classList.add("wrong");
});

const asked = await fetch("/session").catch(() => null);
const session = asked?.ok ? await asked.json() : { name: null };
if (session.name && form.dataset.next !== "/") {
  location.replace(form.dataset.next); // a link on another site led here: its click did not bring the cookie along, this one does
} else if (session.name) {
  document.getElementById("who").textContent = session.name;
  known.hidden = false;
}
