// Passkeys on the log-in page and on one's own account. Without this script, or without a browser that knows passkeys,
// the buttons stay hidden and passwords do.
(() => {
  const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON
    && PublicKeyCredential.parseCreationOptionsFromJSON;
  if (!known) return;

  // Whose page this is, so that a key never goes to an account that logged in meanwhile in another tab.
  const mark = encodeURIComponent(document.querySelector("input[name=_akun]")?.value ?? "");

  const post = (path, body) => fetch(path, {
    method: "POST", credentials: "same-origin", headers: {"Content-Type": "application/json"},
    body: body === undefined ? "" : JSON.stringify(body),
  }).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  });

  const wire = (box, work) => {
    if (!box) return;
    const button = box.querySelector("button");
    const failure = box.querySelector("[role=alert]");
    box.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      failure.hidden = true;
      try {
        await work();
      } catch (error) {
        const isKnown = error.name === "InvalidStateError"; // the device has a key of this account
        if (isKnown && failure.dataset.known) failure.textContent = failure.dataset.known;
        failure.hidden = false;
        button.disabled = false;
      }
    });
  };

  wire(document.getElementById("passkey-log-in"), async () => {
    const options = await (await post("/masuk/kunci/pilihan")).json();
    const proof = await navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options)});
    await post("/masuk/kunci", proof.toJSON());
    location.assign(document.getElementById("passkey-log-in").dataset.next);
  });

  wire(document.getElementById("passkey-add"), async () => {
    const options = await (await post("/kerja/akun/saya/kunci/pilihan?_akun=" + mark)).json();
    const key = await navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options)});
    const label = document.getElementById("passkey-label").value;
    await post("/kerja/akun/saya/kunci?_akun=" + mark + "&label=" + encodeURIComponent(label), key.toJSON());
    location.assign("/kerja/akun/saya");
  });
})();
