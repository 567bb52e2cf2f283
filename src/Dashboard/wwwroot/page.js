// Starts the page, brings it back when its server has gone and come again, and keeps the choice of colours.
(() => {
    const notice = document.getElementById('disconnected');
    const lookEvery = 1000;
    const answerWithin = 2000;
    let down = false;

    const pause = ms => new Promise(done => setTimeout(done, ms));

    function show(isDown) {
        down = isDown;
        notice.hidden = !isDown;
        document.body.classList.toggle('disconnected', isDown);
    }

    async function isThere() {
        try {
            await fetch('alive', { cache: 'no-store', signal: AbortSignal.timeout(answerWithin) });
            return true;
        } catch {
            return false;
        }
    }

    // A server that was only out of reach still has this page; another one has not, and the page is loaded anew, with its address.
    async function comeBack() {
        while (down) {
            await pause(lookEvery);
            if (!down || !await isThere()) continue;
            let known = false;
            try {
                known = await Blazor.reconnect();
            } catch {
                continue;
            }

            if (!known) location.reload();
            return;
        }
    }

    window.akkacachesim = {
        keepTheme(theme) {
            document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=strict`;
        },
    };

    Blazor.start({
        circuit: {
            reconnectionHandler: {
                onConnectionDown() {
                    if (down) return;
                    show(true);
                    comeBack();
                },
                onConnectionUp() {
                    show(false);
                },
            },
        },
    });
})();
