/* One file to the server, with its progress; a network that is away is tried again, a refusal is not. */
const WAITS = [1000, 4000, 12000];

export class Refused extends Error {}

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null;
  }
}

function sendOnce(address, form, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => event.lengthComputable && onProgress((100 * event.loaded) / event.total);
    request.onerror = request.ontimeout = () => reject(new Error("The server could not be reached."));
    request.onload = () => {
      const answer = answerOf(request);
      if (request.status === 201 && answer) resolve(answer);
      else if (request.status >= 500) reject(new Error("The server is in trouble."));
      else if (request.status === 413) reject(new Refused("This is more than the server takes at once."));
      else reject(new Refused(answer?.detail ?? "You are signed out: sign in again in another tab, then send it."));
    };
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token());
    request.send(form);
  });
}

/* Out: the server's answer. Rejects with Refused, or with the last error after some tries. */
export async function send(address, form, onProgress, onWait) {
  for (const wait of [...WAITS, null]) {
    try {
      return await sendOnce(address, form, onProgress);
    } catch (error) {
      if (error instanceof Refused || wait === null) throw error;
      onWait(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
