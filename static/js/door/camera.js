// Reads QR codes by the camera or in a picture: by the browser's own reader where it has one, else by the decoder that
// the page names (static/vendor/qr).
const EVERY = 120; // milliseconds between two looks
const SIDE = 720; // pixels: larger pictures take longer and are read no better
let detector = null;

async function reader(decoder) {
    if (detector) return detector;
    const own = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
    const Reader = own?.includes("qr_code") ? globalThis.BarcodeDetector : (await import(decoder)).BarcodeDetector;
    detector = new Reader({ formats: ["qr_code"] });
    return detector;
}

function shrunk(source, width, height) {
    const scale = Math.min(1, SIDE / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d", { willReadFrequently: true }).drawImage(source, 0, 0, canvas.width, canvas.height);
    return canvas;
}

const inside = async (eyes, source, width, height) =>
    (await eyes.detect(shrunk(source, width, height)).catch(() => []))[0]?.rawValue ?? "";

// Shows the camera in `video` and calls `seen` with each code, the same one once until another or nothing came for a
// while. Gives back what stops it. Fails as getUserMedia does where there is no camera, or it is refused.
export async function watch(video, decoder, seen) {
    const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false,
    });
    video.srcObject = stream;
    await video.play();
    const eyes = await reader(decoder);
    let last = "", at = 0, on = true;
    (async () => {
        while (on) {
            const text = video.videoWidth ? await inside(eyes, video, video.videoWidth, video.videoHeight) : "";
            if (on && text && (text !== last || Date.now() - at > 4000)) await seen(text);
            if (text) [last, at] = [text, Date.now()];
            await new Promise((resolve) => setTimeout(resolve, EVERY));
        }
    })();
    return () => {
        on = false;
        for (const track of stream.getTracks()) track.stop();
        video.srcObject = null;
    };
}

// What a picture says that somebody took: where a page may not use the camera, as in some apps' own browsers.
export async function inPicture(file, decoder) {
    const picture = await createImageBitmap(file);
    try {
        return await inside(await reader(decoder), picture, picture.width, picture.height);
    } finally {
        picture.close();
    }
}
