// Reads codes as people type and scanners read them, and names as people remember them.
const LIKE = { O: "0", I: "1", L: "1", U: "V" };

// "k7q2 m9tx-4hbw" and an address that ends in "#K7Q2M9TX4HBW" are the same code; nothing is checked here.
export function read(text) {
    const last = text.trim().split(/[#/=]/).filter(Boolean).pop() ?? "";
    return last.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/[OILU]/g, (sign) => LIKE[sign]);
}

// The last sign finds every mistake of one sign: Luhn's sum to the base 32 (apps/events/lib/codes.py).
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const looksLikeOne = (code) => code.length === 13 && [...code].every((sign) => LETTERS.includes(sign));

export function isWhole(code) {
    const values = Array.from(code, (sign) => LETTERS.indexOf(sign)).reverse();
    const sum = values.reduce((total, value, at) => {
        const weighed = value * (at % 2 ? 2 : 1);
        return total + Math.floor(weighed / 32) + (weighed % 32);
    }, 0);
    return sum % 32 === 0;
}

// The list knows codes only by what cannot be turned back into them.
export async function digest(salt, code) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${salt}:${code}`));
    return Array.from(new Uint8Array(bytes).slice(0, 12), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Without case, spaces, tone marks and what is silent: "สมชาย" is found by "สม ชาย", "Suda" by "suda".
export const plain = (text) => text.toLowerCase().normalize("NFC").replace(/[\s็-๎.\-]/g, "");

// Those whose name has every word that was typed; a word's beginning stands first.
export function found(people, text, most) {
    const words = text.trim().split(/\s+/).map(plain).filter(Boolean);
    if (!words.length) return [];
    const fits = people.filter(({ plainly }) => words.every((word) => plainly.includes(word)));
    fits.sort((one, other) => other.plainly.startsWith(words[0]) - one.plainly.startsWith(words[0]));
    return fits.slice(0, most);
}
