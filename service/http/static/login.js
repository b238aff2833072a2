// Logs in: the key goes to the service once, and a cookie that no script can read comes back.

const form = document.getElementById("login");
const status = document.getElementById("status");

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
