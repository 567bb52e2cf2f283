// Draws the lines between the parts of the diagram, and lets marks travel along them.
// The server says what is to be seen; where things are on the screen is known here only.

const mostUnderWay = 80;      // The server sends fewer; this holds even if it did not.
const msPerLeg = 380;
const mostMs = 1600;
const msStill = 900;          // How long a mark is shown where nothing may move.
const spreadMs = 180;         // One batch sets out over this time.
const laneWidth = 9;
const edgeOfCard = 3;         // Marks aim at a card's upper edge, to leave it readable.

export function open(root) {
    return new Diagram(root);
}

class Diagram {
    constructor(root) {
        this.root = root;
        this.marks = root.querySelector('.marks');
        this.still = window.matchMedia('(prefers-reduced-motion: reduce)');
        this.sizes = new ResizeObserver(() => this.connect());
        this.sizes.observe(root);
        for (const zone of root.querySelectorAll('[data-zone]')) this.sizes.observe(zone);
    }

    close() {
        this.sizes.disconnect();
    }

    connect() {
        const zones = new Map([...this.root.querySelectorAll('[data-zone]')].map(zone => [zone.dataset.zone, this.boxOf(zone)]));
        for (const line of this.root.querySelectorAll('.edges path[data-from]')) {
            const from = zones.get(line.dataset.from);
            const to = zones.get(line.dataset.to);
            const others = [...zones.values()].filter(box => box !== from && box !== to);
            line.setAttribute('d', straight(from, to, others) ?? around(from, to, Number(line.dataset.lane)));
        }
    }

    travel(journeys) {
        const view = this.root.getBoundingClientRect();
        if (document.hidden || view.bottom < 0 || view.top > window.innerHeight) return;
        const places = new Map();
        const free = Math.max(0, mostUnderWay - this.marks.childElementCount);
        const marks = journeys.slice(0, free).map((journey, i) => this.markOf(journey, places, i * spreadMs / journeys.length)).filter(mark => mark);

        // All places are read before anything is written: the page is laid out once.
        for (const { element, frames, timing } of marks) {
            this.marks.append(element);
            const animation = element.animate(frames, timing);
            animation.onfinish = animation.oncancel = () => element.remove();
        }
    }

    markOf(journey, places, delay) {
        const way = journey.stops.map(stop => this.placeOf(stop, places)).filter(place => place);
        if (way.length === 0) return null;
        const element = document.createElement('span');
        element.className = `mark mark-${journey.kind}`;
        element.dataset.kind = journey.kind;
        element.textContent = journey.letter;
        return { element, ...(this.still.matches ? appearing(way, delay) : travelling(way, journey.leaves, delay)) };
    }

    placeOf(stop, places) {
        if (!places.has(stop)) {
            const element = this.root.querySelector(`[data-stop="${CSS.escape(stop)}"]`);
            places.set(stop, element ? this.boxOf(element) : null);
        }

        const box = places.get(stop);
        return box && { x: (box.left + box.right) / 2 + scatter(box.right - box.left), y: box.top + edgeOfCard };
    }

    boxOf(element) {
        const origin = this.root.getBoundingClientRect();
        const box = element.getBoundingClientRect();
        return { left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top };
    }
}

// Marks of the same way beside each other.
function scatter(size) {
    return (Math.random() - 0.5) * size * 0.5;
}

function frameAt({ x, y }, more) {
    return { transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`, opacity: 1, ...more };
}

function travelling(way, leaves, delay) {
    const frames = way.map(place => frameAt(place));
    if (frames.length === 1) frames.push(frameAt(way[0]));
    const last = way[way.length - 1];
    if (leaves) frames.push(frameAt({ x: last.x, y: last.y + 64 }, { opacity: 0 }));
    else frames.push(frameAt(last, { opacity: 0 }));
    return { frames, timing: { duration: Math.min(mostMs, (frames.length - 1) * msPerLeg), delay, easing: 'ease-in-out', fill: 'backwards' } };
}

// Where nothing may move a mark appears where its way turns, and vanishes.
function appearing(way, delay) {
    const place = way[Math.floor(way.length / 2)];
    return { frames: [frameAt(place), frameAt(place, { offset: 0.8 }), frameAt(place, { opacity: 0 })], timing: { duration: msStill, delay, fill: 'backwards' } };
}

// A line across the gap between two boxes that face each other with nothing between; else null.
function straight(a, b, others) {
    const x = middleOfOverlap(a.left, a.right, b.left, b.right);
    const y = middleOfOverlap(a.top, a.bottom, b.top, b.bottom);
    if (y !== null && x === null) {
        const [from, to] = a.right <= b.left ? [a.right, b.left] : [a.left, b.right];
        const free = !others.some(box => crosses(Math.min(from, to), Math.max(from, to), box.left, box.right) && crosses(y, y, box.top, box.bottom));
        return free ? `M${from} ${y}H${to}` : null;
    }

    if (x !== null && y === null) {
        const [from, to] = a.bottom <= b.top ? [a.bottom, b.top] : [a.top, b.bottom];
        const free = !others.some(box => crosses(x, x, box.left, box.right) && crosses(Math.min(from, to), Math.max(from, to), box.top, box.bottom));
        return free ? `M${x} ${from}V${to}` : null;
    }

    return null;
}

// Over the top where both are in one row, else along the right margin.
function around(a, b, lane) {
    if (middleOfOverlap(a.top, a.bottom, b.top, b.bottom) !== null) {
        const y = Math.min(a.top, b.top) - laneWidth * lane;
        return `M${(a.left + a.right) / 2} ${a.top}V${y}H${(b.left + b.right) / 2}V${b.top}`;
    }

    const x = Math.max(a.right, b.right) + laneWidth * lane;
    return `M${a.right} ${(a.top + a.bottom) / 2}H${x}V${(b.top + b.bottom) / 2}H${b.right}`;
}

function middleOfOverlap(a, b, c, d) {
    const from = Math.max(a, c);
    const to = Math.min(b, d);
    return from < to ? (from + to) / 2 : null;
}

function crosses(a, b, c, d) {
    return a < d && b > c;
}
