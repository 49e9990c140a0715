"use strict";
// Each form of the documentation asks its address and shows the answer below; without scripts the curl lines remain.
for (const form of document.querySelectorAll("form[data-path]")) {
  const answer = form.querySelector(".answer");
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const query = new URLSearchParams();
    let path = form.dataset.path;
    for (const input of form.querySelectorAll("input, select")) {
      if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.set(input.name, input.value);
    }
    const address = query.size ? `${path}?${query}` : path;
    answer.hidden = false;
    answer.textContent = `GET ${address} …`;
    try {
      const response = await fetch(address);
      const body = JSON.stringify(await response.json(), null, 2);
      answer.textContent = `GET ${address}\n${response.status} ${response.statusText}\n\n${body}`;
    } catch (error) {
      answer.textContent = `GET ${address}\n${error}`;
    }
  });
}
// A link to an operation opens it.
function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener("hashchange", reveal);
reveal();
