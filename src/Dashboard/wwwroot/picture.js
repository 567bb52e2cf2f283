// Draws the lines between the parts of the diagram, and lets marks travel along them.
// The server says what is to be seen; where things are on the screen is known here only.

const mostUnderWay = 80;      // The server sends fewer; this holds even if it did not.
const msPerLeg = 380;
const mostMs = 1600;
const msStill = 900;          // How long a mark is shown where nothing may move.
const spreadMs = 180;         // One batch sets out over this time.
const mostSmooth = 12;        // So many move smoothly; more are drawn anew less often, since the browser shares the machine with what it shows.
const msPerFrame = 66;
const msPerStillFrame = 300;
const falls = 64;             // A mark that leaves falls so far.
const laneWidth = 9;
const edgeOfCard = 3;         // Marks aim at a card's upper edge, to leave it readable.
const markSize = 21;

export function open(root) {
    return new Diagram(root);
}

class Diagram {
    constructor(root) {
        this.root = root;
        this.canvas = root.querySelector('.marks');
        this.underWay = [];
        this.begun = 0;
        this.places = new Map();
        this.stamps = new Map();
        this.still = window.matchMedia('(prefers-reduced-motion: reduce)');
        this.sizes = new ResizeObserver(() => this.connect());
        this.sizes.observe(root);
        for (const zone of root.querySelectorAll('[data-zone]')) this.sizes.observe(zone);
        this.view = new IntersectionObserver(entries => { this.inView = entries[entries.length - 1].isIntersecting; });
        this.view.observe(root);
    }

    close() {
        this.sizes.disconnect();
        this.view.disconnect();
        this.underWay = [];
    }

    connect() {
        this.places.clear();
        const scale = window.devicePixelRatio;
        this.canvas.width = this.canvas.clientWidth * scale;
        this.canvas.height = this.canvas.clientHeight * scale;
        const zones = new Map([...this.root.querySelectorAll('[data-zone]')].map(zone => [zone.dataset.zone, this.boxOf(zone)]));
        for (const line of this.root.querySelectorAll('.edges path[data-from]')) {
            const from = zones.get(line.dataset.from);
            const to = zones.get(line.dataset.to);
            const others = [...zones.values()].filter(box => box !== from && box !== to);
            line.setAttribute('d', straight(from, to, others) ?? around(from, to, Number(line.dataset.lane)));
        }
    }

    // A cluster that takes all of the machine gets marks that stand still: those that move cost it requests.
    travel(journeys, sparing) {
        this.stands = sparing || this.still.matches;
        if (document.hidden || !this.inView) return;
        const now = performance.now();
        const few = journeys.slice(0, Math.max(0, mostUnderWay - this.underWay.length));
        const resting = this.underWay.length === 0;
        few.forEach((journey, i) => {
            const way = journey.stops.map(stop => this.placeOf(stop)).filter(place => place);
            if (way.length > 0) this.underWay.push(this.markOf(journey, way, now + i * spreadMs / few.length));
        });
        this.begun += few.length;
        this.canvas.dataset.begun = this.begun;
        if (resting && this.underWay.length > 0) this.draw();
    }

    markOf({ kind, leaves }, way, start) {
        const stamp = this.stampOf(kind);
        if (this.stands) return { stamp, start, duration: msStill, way: [way[Math.floor(way.length / 2)]] };
        const last = way[way.length - 1];
        if (way.length === 1) way.push(last);
        return { stamp, start, duration: Math.min(mostMs, way.length * msPerLeg), way, end: leaves ? { x: last.x, y: last.y + falls } : last };
    }

    draw() {
        const scale = window.devicePixelRatio;
        const now = performance.now();
        const pen = this.canvas.getContext('2d');
        pen.setTransform(scale, 0, 0, scale, 0, 0);
        pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
        this.underWay = this.underWay.filter(mark => now < mark.start + mark.duration);
        for (const mark of this.underWay) {
            if (now < mark.start) continue;
            const { x, y, opacity } = at(mark, (now - mark.start) / mark.duration);
            pen.globalAlpha = opacity;
            pen.drawImage(mark.stamp, x - markSize / 2, y - markSize / 2, markSize, markSize);
        }

        if (this.underWay.length === 0) return;
        const next = () => requestAnimationFrame(() => this.draw());
        if (this.stands) setTimeout(next, msPerStillFrame);
        else if (this.underWay.length <= mostSmooth) next();
        else setTimeout(next, msPerFrame);
    }

    // The legend has every kind's shape, colour and letter.
    stampOf(kind) {
        if (this.stamps.has(kind)) return this.stamps.get(kind);
        const mark = this.root.querySelector(`.legend [data-kind="${CSS.escape(kind)}"]`);
        const [path, text] = [mark.querySelector('path'), mark.querySelector('text')];
        const stamp = document.createElement('canvas');
        stamp.width = stamp.height = 2 * markSize * window.devicePixelRatio;
        const pen = stamp.getContext('2d');
        pen.scale(stamp.width / 100, stamp.width / 100);
        const shape = new Path2D(path.getAttribute('d'));
        const style = getComputedStyle(path);
        pen.fillStyle = style.fill;
        pen.strokeStyle = style.stroke;
        pen.lineWidth = parseFloat(style.strokeWidth);
        pen.fill(shape);
        pen.stroke(shape);
        const letters = getComputedStyle(text);
        pen.fillStyle = letters.fill;
        pen.font = `${letters.fontWeight} ${letters.fontSize} ${letters.fontFamily}`;
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        pen.fillText(text.textContent, Number(text.getAttribute('x')), Number(text.getAttribute('y')));
        this.stamps.set(kind, stamp);
        return stamp;
    }

    // Marks of the same way travel beside each other.
    placeOf(stop) {
        const box = this.places.get(stop) ?? this.boxOfStop(stop);
        return box && { x: (box.left + box.right) / 2 + scatter(box.right - box.left), y: box.top + edgeOfCard };
    }

    boxOfStop(stop) {
        const element = this.root.querySelector(`[data-stop="${CSS.escape(stop)}"]`);
        if (!element) return null;
        const box = this.boxOf(element);
        this.places.set(stop, box);
        return box;
    }

    boxOf(element) {
        const origin = this.root.getBoundingClientRect();
        const box = element.getBoundingClientRect();
        return { left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top };
    }
}

function scatter(size) {
    return (Math.random() - 0.5) * size * 0.5;
}

// Where a mark is when a share of its time is over: from stop to stop, and in the last leg it fades.
function at({ way, end }, share) {
    if (!end) return { ...way[0], opacity: Math.min(1, (1 - share) * 5) };
    const eased = share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share);
    const leg = Math.min(way.length - 1, Math.floor(eased * way.length));
    const part = eased * way.length - leg;
    const from = way[leg];
    const to = way[leg + 1] ?? end;
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, opacity: leg === way.length - 1 ? 1 - part : 1 };
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
