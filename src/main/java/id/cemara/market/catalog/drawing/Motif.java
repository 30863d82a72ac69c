package id.cemara.market.catalog.drawing;

import java.util.Locale;

/// What a drawing shows: goods as they are packed or look, on 400 by 300. Colours are placeholders that
/// [Drawing] fills in: `b` body, `d` darker, `l` lighter, `a` second colour, `c` cream, `k` ink.
enum Motif {
    POUCH("""
            <path fill="{b}" d="M140 70h120l10 24-8 150q-2 14-16 14h-92q-14 0-16-14l-8-150z"/>\
            <path fill="{d}" d="M140 70h120l10 24H130z"/><path fill="{l}" d="M140 70h120l3 7H137z"/>\
            <rect x="146" y="128" width="108" height="92" rx="12" fill="{c}"/>{mark}\
            <path fill="{l}" fill-opacity=".5" d="M140 106h10l6 140h-8z"/>"""),
    JAR("""
            <path fill="{c}" fill-opacity=".75" d="M134 108q0-14 14-14h104q14 0 14 14v124q0 26-26 26h-80q-26 0-26-26z"/>\
            <path fill="{b}" d="M142 134q29 12 58 0t58 0v96q0 20-20 20h-76q-20 0-20-20z"/>\
            <g fill="{d}"><circle cx="164" cy="160" r="9"/><circle cx="190" cy="236" r="8"/><circle cx="240" cy="158" r="8"/>\
            <circle cx="216" cy="150" r="6"/><circle cx="158" cy="234" r="7"/><circle cx="240" cy="234" r="9"/></g>\
            <rect x="150" y="172" width="100" height="54" rx="8" fill="{c}"/><g transform="translate(60 69) scale(.7)">{mark}</g>\
            <rect x="140" y="68" width="120" height="28" rx="8" fill="{a}"/><rect x="140" y="68" width="120" height="9" rx="4.5" fill="{c}" fill-opacity=".4"/>"""),
    BOTTLE("""
            <rect x="182" y="38" width="36" height="22" rx="5" fill="{d}"/><rect x="186" y="58" width="28" height="34" fill="{l}"/>\
            <path fill="{b}" d="M186 86h28q2 18 18 30 16 12 16 34v88q0 20-20 20h-56q-20 0-20-20v-88q0-22 16-34 16-12 18-30z"/>\
            <rect x="152" y="158" width="96" height="66" fill="{c}"/><g transform="translate(42 55) scale(.79)">{mark}</g>\
            <path fill="#fff" fill-opacity=".35" d="M164 150q0-16 12-26l6 6q-10 8-10 22v92h-8z"/>\
            <circle cx="278" cy="232" r="26" fill="{a}"/><path fill="{c}" fill-opacity=".7" d="M278 210a22 22 0 0 1 0 44z"/>"""),
    TART("""
            <ellipse cx="200" cy="226" rx="122" ry="30" fill="{c}"/><ellipse cx="200" cy="220" rx="122" ry="30" fill="#fff" fill-opacity=".5"/>\
            <path fill="{b}" d="M104 172h192l-14 48q-36 18-82 18t-82-18z"/>\
            <path fill="none" d="M128 190l6 34M152 194l4 38M200 196v42M248 194l-4 38M272 190l-6 34" stroke="{d}" stroke-width="4"/>\
            <ellipse cx="200" cy="172" rx="100" ry="38" fill="#d9a05b"/><ellipse cx="200" cy="168" rx="82" ry="28" fill="#e8b53c"/>\
            <g stroke="#e3b272" stroke-width="9" fill="none"><path d="M136 152l104 38M176 142l92 32M128 168l72 27M136 184l104-38M160 193l104-38"/></g>"""),
    LEAFCAKE("""
            <ellipse cx="200" cy="238" rx="128" ry="26" fill="{c}"/>\
            <path fill="#4f8a4b" d="M108 236l42-126q4-10 12 0l42 126z"/><path fill="#3c6f3a" d="M156 104q4 2 6 6l42 126h-44z"/>\
            <path fill="#6ba565" d="M196 240l42-126q4-10 12 0l42 126z"/><path fill="#4f8a4b" d="M244 108q4 2 6 6l42 126h-44z"/>\
            <path stroke="{a}" stroke-width="6" d="M136 152h40M224 156h40"/><path stroke="#d8e8c4" stroke-width="2" d="M132 214l16-52M220 218l16-52"/>"""),
    FISH("""
            <ellipse cx="200" cy="216" rx="140" ry="34" fill="{c}"/><ellipse cx="200" cy="210" rx="140" ry="34" fill="#fff" fill-opacity=".45"/>\
            <path fill="{b}" d="M84 176q50-62 132-50 36 6 62 36l44-28q-8 26-6 42t10 40l-48-26q-34 32-84 30-70-2-110-44z"/>\
            <path fill="{l}" d="M92 182q60 22 130 18 26-2 48-14-30 34-76 34-66-2-102-38z"/>\
            <path fill="{d}" d="M170 126q30-30 62-2-30-4-62 2z"/><circle cx="124" cy="166" r="9" fill="{c}"/><circle cx="122" cy="166" r="5" fill="{k}"/>\
            <path fill="none" stroke="{d}" stroke-width="4" d="M150 146q16 26 0 52M186 150q10 16 0 34M216 152q10 16 0 34M246 158q8 12 0 26"/>"""),
    SLICES("""
            <ellipse cx="200" cy="236" rx="130" ry="26" fill="{c}"/>\
            <path fill="#7a4a24" d="M112 168l66-22 60 20v52l-62 22-64-22z"/><path fill="#9a6232" d="M112 168l66-22 60 20-62 22z"/><path fill="{k}" fill-opacity=".25" d="M176 188l62-22v52l-62 22z"/>\
            <path fill="#7a4a24" d="M196 122l56-18 50 16v46l-52 18-54-18z"/><path fill="#b57d48" d="M196 122l56-18 50 16-52 18z"/><path fill="{k}" fill-opacity=".25" d="M250 138l52-18v46l-52 18z"/>\
            <path fill="#fff" fill-opacity=".35" d="M130 168l46-15 12 4-48 15zM214 122l38-12 10 3-40 13z"/>"""),
    GIFTBOX("""
            <rect x="112" y="128" width="176" height="120" rx="8" fill="{b}"/><rect x="112" y="128" width="176" height="26" fill="{d}"/>\
            <path fill="{c}" d="M104 112h192v30H104z"/><rect x="184" y="112" width="32" height="136" fill="{a}"/>\
            <path fill="{a}" d="M200 112q-54-6-48-34 6-20 30-4 16 12 18 38zm0 0q54-6 48-34-6-20-30-4-16 12-18 38z"/>\
            <path fill="{d}" fill-opacity=".4" d="M200 112q-36-8-32-24 6-8 18 2 12 10 14 22zm0 0q36-8 32-24-6-8-18 2-12 10-14 22z"/>"""),
    COFFEE("""
            <path fill="{d}" d="M92 86h92l8 18-6 140q-2 12-14 12h-68q-12 0-14-12l-6-140z"/><path fill="{k}" fill-opacity=".35" d="M92 86h92l8 18H84z"/>\
            <rect x="100" y="132" width="76" height="76" rx="38" fill="{c}"/>\
            <g transform="rotate(28 138 170)"><ellipse cx="138" cy="170" rx="17" ry="26" fill="#5b3a22"/><path d="M138 144q-9 26 0 52" stroke="{c}" stroke-width="4" fill="none"/></g>\
            <path fill="{b}" d="M216 172h96v44q0 40-40 40h-16q-40 0-40-40z"/><path fill="none" stroke="{b}" stroke-width="11" d="M310 186q26-2 26 18t-32 24"/>\
            <ellipse cx="264" cy="172" rx="48" ry="11" fill="#4a2e1a"/><path fill="none" stroke="{c}" stroke-width="6" stroke-linecap="round" d="M248 148q-10-14 0-26t0-26M280 148q-10-14 0-26t0-26"/>"""),
    BEANS("""
            <path fill="#c9a36a" d="M118 126q-22 60-12 104 4 28 40 28h108q36 0 40-28 10-44-12-104z"/><path fill="#a98148" d="M118 126h164q6 22-82 22t-82-22z"/>\
            <ellipse cx="200" cy="124" rx="84" ry="26" fill="#4a2e1a"/>\
            <g fill="#6d472a"><ellipse cx="160" cy="118" rx="17" ry="11"/><ellipse cx="196" cy="108" rx="17" ry="11"/><ellipse cx="234" cy="116" rx="17" ry="11"/><ellipse cx="214" cy="130" rx="17" ry="11"/><ellipse cx="178" cy="132" rx="17" ry="11"/></g>\
            <path fill="none" stroke="#c9a36a" stroke-width="3" d="M146 118h28M182 108h28M220 116h28M200 130h28M164 132h28"/>\
            <rect x="150" y="164" width="100" height="66" rx="8" fill="{b}"/><g transform="translate(48 60) scale(.76)">{mark}</g>"""),
    SUGAR("""
            <ellipse cx="200" cy="236" rx="134" ry="28" fill="{c}"/>\
            <path fill="#8a5a30" d="M98 182h96v20q0 36-48 36t-48-36z"/><ellipse cx="146" cy="182" rx="48" ry="18" fill="#b27c46"/>\
            <path fill="#7a4c26" d="M206 186h96v20q0 36-48 36t-48-36z"/><ellipse cx="254" cy="186" rx="48" ry="18" fill="#a06a38"/>\
            <path fill="#94622f" d="M150 112h100v22q0 38-50 38t-50-38z"/><ellipse cx="200" cy="112" rx="50" ry="19" fill="#c48d54"/>\
            <path fill="{a}" d="M200 96q-30-30 0-56 30 26 0 56z"/><path fill="{b}" d="M200 96q18-36 56-30-6 34-56 30z"/>"""),
    HONEY("""
            <path fill="#e2a02c" d="M124 136q0-26 26-26h100q26 0 26 26v90q0 32-32 32h-88q-32 0-32-32z"/><path fill="#f4c65a" d="M134 142q0-16 16-16h14q-12 54 0 122-30 0-30-26z"/>\
            <rect x="136" y="82" width="128" height="30" rx="8" fill="{b}"/>\
            <path fill="{c}" d="M200 138l38 22v44l-38 22-38-22v-44z"/><path fill="#e2a02c" d="M200 154l24 14v28l-24 14-24-14v-28z"/>\
            <path fill="none" stroke="#8a5a20" stroke-width="9" stroke-linecap="round" d="M300 70l-30 70"/><g fill="#a9712c"><ellipse cx="266" cy="150" rx="17" ry="11" transform="rotate(-66 266 150)"/><ellipse cx="260" cy="164" rx="15" ry="10" transform="rotate(-66 260 164)"/></g>"""),
    MEALBOX("""
            <path fill="{d}" d="M92 142h216l-18 100q-2 14-16 14H126q-14 0-16-14z"/><path fill="{b}" d="M80 130h240v22H80z"/>\
            <ellipse cx="158" cy="128" rx="56" ry="38" fill="#fffaf0"/><g fill="#f0e7d4"><circle cx="140" cy="112" r="4"/><circle cx="166" cy="104" r="4"/><circle cx="180" cy="118" r="4"/></g>\
            <path fill="#b5652b" d="M214 126q-8-34 28-40 34-2 34 26 0 12-10 18z"/><path fill="#8a4719" d="M226 118q4-18 24-20-8 10-6 22z"/>\
            <path fill="#4f8a4b" d="M268 130q4-30 40-28-2 20-12 28z"/><circle cx="206" cy="122" r="12" fill="#c8412f"/>\
            <path fill="{b}" d="M80 130h240v24H80z"/><path fill="#fff" fill-opacity=".3" d="M80 130h240v7H80z"/><g transform="translate(62 80) scale(.69)">{mark}</g>"""),
    BOWL("""
            <ellipse cx="200" cy="150" rx="112" ry="34" fill="{d}"/><ellipse cx="200" cy="146" rx="100" ry="27" fill="#7b3a1c"/>\
            <g fill="#a5552a"><ellipse cx="160" cy="138" rx="26" ry="12"/><ellipse cx="214" cy="134" rx="30" ry="12"/><ellipse cx="248" cy="148" rx="22" ry="10"/><ellipse cx="188" cy="154" rx="28" ry="10"/></g>\
            <path fill="#4f8a4b" d="M226 124q16-22 40-14-10 20-40 14z"/><path fill="#c8412f" d="M150 130q24-18 44-4-20-2-44 4z"/>\
            <path fill="{b}" d="M88 150q0 34 112 34t112-34q0 76-74 100h-76q-74-24-74-100z"/><path fill="{c}" d="M96 180q32 22 104 22t104-22l-6 18q-34 18-98 18t-98-18z"/>"""),
    EGGS("""
            <g fill="#f3e3c8"><path d="M132 196q-32 0-32-36 2-44 32-52 30 8 32 52 0 36-32 36z"/><path d="M268 196q-32 0-32-36 2-44 32-52 30 8 32 52 0 36-32 36z"/></g>\
            <path fill="#cfe3dc" d="M200 188q-36 0-36-40 2-50 36-58 34 8 36 58 0 40-36 40z"/><g fill="#fff" fill-opacity=".5"><ellipse cx="186" cy="130" rx="7" ry="16"/><ellipse cx="120" cy="142" rx="6" ry="13"/><ellipse cx="256" cy="142" rx="6" ry="13"/></g>\
            <path fill="{b}" d="M84 176h232l-20 64q-6 18-26 18H130q-20 0-26-18z"/><path fill="{l}" d="M80 170h240v16H80z"/>\
            <path fill="none" stroke="{d}" stroke-width="5" d="M96 208h208M106 234h188M132 186l8 70M200 186v70M268 186l-8 70"/>"""),
    SHELLS("""
            <ellipse cx="200" cy="238" rx="136" ry="26" fill="{c}"/>\
            <g id="s"><path fill="{b}" d="M148 232q-62-14-60-66 22-44 60-44t60 44q2 52-60 66z"/><path fill="none" stroke="{d}" stroke-width="4" d="M148 230V124M148 230q-34-40-34-92M148 230q34-40 34-92M148 230q-48-30-56-62M148 230q48-30 56-62"/></g>\
            <g transform="translate(98 -8) rotate(14 148 180)"><path fill="{a}" d="M148 232q-62-14-60-66 22-44 60-44t60 44q2 52-60 66z"/><path fill="none" stroke="{c}" stroke-width="4" d="M148 230V124M148 230q-34-40-34-92M148 230q34-40 34-92M148 230q-48-30-56-62M148 230q48-30 56-62"/></g>"""),
    BANANA("""
            <ellipse cx="200" cy="240" rx="128" ry="22" fill="{c}"/><path fill="#6b5a2a" d="M186 60h26l4 30h-34z"/>\
            <g fill="#e9c13d"><path d="M190 82q-90 30-94 112-2 20 14 26 14 0 16-18 8-72 72-106z"/><path d="M208 82q90 30 94 112 2 20-14 26-14 0-16-18-8-72-72-106z"/></g>\
            <path fill="#f2d35c" d="M186 84q-46 50-44 126 2 24 18 26 14-2 14-24-2-76 26-120z"/><path fill="#ddb02e" d="M212 84q46 50 44 126-2 24-18 26-14-2-14-24 2-76-26-120z"/>\
            <path fill="#f7de78" d="M192 84h16q16 70 12 134-4 22-20 22t-20-22q-4-64 12-134z"/><g fill="#6b5a2a"><circle cx="112" cy="218" r="7"/><circle cx="160" cy="234" r="7"/><circle cx="200" cy="239" r="7"/><circle cx="240" cy="234" r="7"/><circle cx="286" cy="218" r="7"/></g>"""),
    FRUIT("""
            <g fill="#ea8f2a"><circle cx="150" cy="150" r="44"/><circle cx="250" cy="150" r="44"/></g><circle cx="200" cy="122" r="46" fill="#f4a83c"/>\
            <g fill="#fff" fill-opacity=".35"><circle cx="184" cy="106" r="11"/><circle cx="136" cy="136" r="10"/><circle cx="236" cy="136" r="10"/></g>\
            <path fill="#4f8a4b" d="M200 78q4-30 40-30-2 34-40 30z"/><path fill="#6ba565" d="M200 78q-24-24-50-8 20 24 50 8z"/>\
            <path fill="{b}" d="M80 172h240q-6 84-66 86H146q-60-2-66-86z"/><path fill="{l}" d="M74 164h252v18H74z"/>\
            <path fill="none" stroke="{d}" stroke-width="5" d="M86 204h228M96 230h208M130 182q0 44 20 74M200 182v76M270 182q0 44-20 74"/>"""),
    GREENS("""
            <g fill="#4f8a4b"><path d="M200 180q-70-20-66-96 60 8 66 96z"/><path d="M200 180q70-20 66-96-60 8-66 96z"/></g><path fill="#6ba565" d="M200 182q-44-60 0-122 44 62 0 122z"/>\
            <path fill="none" stroke="#d8e8c4" stroke-width="3" d="M200 176V84M194 170q-34-24-46-66M206 170q34-24 46-66"/>\
            <path fill="#c8412f" d="M262 172q40-20 44-64 12 60-24 84z"/><path fill="#e9c13d" d="M132 176q-38-14-44-50-8 52 22 68z"/>\
            <path fill="{b}" d="M80 172h240l-26 70q-6 16-24 16H130q-18 0-24-16z"/><path fill="{l}" d="M74 164h252v18H74z"/><path fill="none" stroke="{d}" stroke-width="5" d="M92 206h216M104 232h192M140 182l10 74M200 182v76M260 182l-10 74"/>"""),
    CLOTH("""
            <path fill="{d}" d="M96 104q52-26 104 0t104 0v132q-52 26-104 0t-104 0z"/><path fill="{b}" d="M96 88q52-26 104 0t104 0v132q-52 26-104 0t-104 0z"/>\
            <path fill="none" stroke="{a}" stroke-width="7" d="M96 106q52-26 104 0t104 0M96 202q52-26 104 0t104 0"/>\
            <g fill="{c}"><path id="m" d="M148 116q14 12 0 34-14-22 0-34zm-20 14q18 0 20 20-20 0-20-20zm40 0q-18 0-20 20 20 0 20-20zm-20 22q8 10 0 20-8-10 0-20z"/><use href="#m" x="54" y="12"/><use href="#m" x="108" y="2"/></g>\
            <g fill="{l}"><circle cx="120" cy="184" r="5"/><circle cx="174" cy="188" r="5"/><circle cx="228" cy="200" r="5"/><circle cx="284" cy="188" r="5"/><circle cx="176" cy="124" r="4"/><circle cx="230" cy="132" r="4"/></g>"""),
    MASK("""
            <path fill="none" stroke="{c}" stroke-width="8" d="M118 132q-50-20-44 40 6 44 48 38M282 132q50-20 44 40-6 44-48 38"/>\
            <path fill="{b}" d="M116 124q84-40 168 0v84q-40 46-84 46t-84-46z"/><path fill="none" stroke="{d}" stroke-width="5" d="M116 156q84-30 168 0M116 190q84-22 168 0"/>\
            <g fill="{c}"><path d="M200 156q14 14 0 36-14-22 0-36zm-22 14q20 0 22 22-22 0-22-22zm44 0q-20 0-22 22 22 0 22-22z"/></g><g fill="{a}"><circle cx="146" cy="142" r="6"/><circle cx="254" cy="142" r="6"/><circle cx="150" cy="212" r="6"/><circle cx="250" cy="212" r="6"/></g>"""),
    BASKET("""
            <path fill="none" stroke="{d}" stroke-width="12" d="M122 150q0-92 78-92t78 92"/>\
            <path fill="{b}" d="M92 148h216l-26 92q-6 18-26 18H144q-20 0-26-18z"/>\
            <g fill="{l}"><path d="M104 170h32v18h-27zM168 170h32v18h-32zM232 170h32v18h-32zM140 190h30v18h-28zM202 190h30v18h-30zM262 190h28l-5 18h-23zM114 210h28v18h-23zM172 210h30v18h-30zM234 210h30v18h-30z"/></g>\
            <path fill="none" stroke="{d}" stroke-width="4" d="M100 189h200M106 209h188M112 229h176"/><path fill="{a}" d="M84 138h232v20H84z"/><path fill="#fff" fill-opacity=".3" d="M84 138h232v6H84z"/>"""),
    MAT("""
            <path fill="{b}" d="M92 118l196-30 28 118-208 44z"/>\
            <path fill="none" stroke="{l}" stroke-width="9" d="M98 150l198-33M103 182l200-37M107 214l202-40M136 112l18 127M184 104l20 124M232 97l24 121"/>\
            <path fill="none" stroke="{a}" stroke-width="9" d="M95 133l197-31M106 232l206-43"/><ellipse cx="300" cy="148" rx="24" ry="62" transform="rotate(-13 300 148)" fill="{d}"/><path fill="none" stroke="{l}" stroke-width="5" d="M300 190q-18-40 0-78 20 34 2 60-10-20-2-40"/>"""),
    BAG("""
            <path fill="none" stroke="{d}" stroke-width="11" d="M148 132q0-76 52-76t52 76"/><path fill="{b}" d="M110 124h180l16 112q2 22-20 22H114q-22 0-20-22z"/>\
            <path fill="{d}" d="M110 124h180l6 44q-96 40-192 0z"/><circle cx="200" cy="186" r="11" fill="{a}"/>\
            <g fill="{c}"><path d="M142 206l10 10-10 10-10-10zM170 222l10 10-10 10-10-10zM230 222l10 10-10 10-10-10zM258 206l10 10-10 10-10-10z"/></g><path fill="none" stroke="{l}" stroke-width="3" stroke-dasharray="8 6" d="M112 158q88 36 176 0"/>"""),
    SEEDLING("""
            <path fill="none" stroke="#4f7a3a" stroke-width="9" d="M200 196V96"/><path fill="#6ba565" d="M200 128q-64 6-70-56 66-4 70 56z"/><path fill="#4f8a4b" d="M200 112q10-58 70-50-2 62-70 50z"/><path fill="#7cb56f" d="M200 160q-40 10-52-22 40-16 52 22zM200 156q36 6 48-20-34-16-48 20z"/>\
            <path fill="{k}" d="M140 186h120l-14 64q-2 8-10 8h-72q-8 0-10-8z" fill-opacity=".75"/><path fill="{b}" d="M132 178h136v20H132z"/><ellipse cx="200" cy="180" rx="58" ry="8" fill="#5b3a22"/><g fill="{a}"><circle cx="160" cy="94" r="8"/><circle cx="246" cy="86" r="8"/></g>"""),
    CHICKEN("""
            <path fill="#5d3a22" d="M104 150q-34-50-6-72 14 40 60 62z"/><path fill="#b5612f" d="M104 148q20 6 50-6 24-14 40-54 10-26 36-26 30 2 32 34 0 20-6 44 6 86-74 90-76 0-78-82z"/>\
            <path fill="#d98c52" d="M138 166q40 6 66-20 4 50-32 56-30 0-34-36z"/><path fill="#c8412f" d="M214 66q-4-24 14-20 4-16 16-4 18-2 12 22-20-12-42 2zM258 104q18 8 8 26-14 0-14-20z"/><path fill="#e9a53a" d="M260 86l24 10-24 10z"/><circle cx="242" cy="88" r="5" fill="{k}"/><path fill="none" stroke="#d9902c" stroke-width="7" d="M170 228v26h-16M204 228v26h18"/>"""),
    GOAT("""
            <path fill="#b98a58" d="M106 130h128l26-38q10-14 30-10l26 14q10 8 0 16l-34 6-14 44v38H118q-22 0-22-26v-26q0-14 10-18z"/>\
            <path fill="#7c5734" d="M272 86q-4-32 20-42-6 22 4 42zM286 112l-4 26q-10-6-8-24z"/><path fill="#7c5734" d="M112 196h18v60h-18zM150 198h18v58h-18zM224 198h18v58h-18zM250 190h18v66h-18z"/>\
            <path fill="#d9b88f" d="M118 150q60 20 130 0l-4 30q-60 18-124 2z"/><path fill="#7c5734" d="M104 132q-20-18-14-36 14 10 26 32z"/><circle cx="294" cy="98" r="5" fill="{k}"/>"""),
    SEWING("""
            <rect x="92" y="222" width="216" height="28" rx="8" fill="{d}"/><path fill="{b}" d="M110 102q0-22 22-22h140q22 0 22 22v26h-46v-10H160v104h-50z"/><path fill="{k}" d="M262 128h10v64l-5 16-5-16z" fill-opacity=".8"/>\
            <circle cx="134" cy="150" r="15" fill="{c}"/><rect x="196" y="52" width="30" height="30" fill="{a}"/><path fill="{c}" d="M190 48h42v7h-42zM190 78h42v7h-42z"/><path fill="none" stroke="{a}" stroke-width="3" d="M226 66q40 0 41 62"/>\
            <path fill="{a}" d="M170 208q40-20 80 0t80 0v22q-40 16-80 0t-80 0z"/><path fill="none" stroke="{c}" stroke-width="3" stroke-dasharray="8 6" d="M170 220q40-20 80 0t80 0"/>"""),
    HANDS("""
            <circle cx="200" cy="108" r="44" fill="{a}"/><path fill="{c}" d="M200 76l10 22 24 2-18 16 6 24-22-12-22 12 6-24-18-16 24-2z"/>\
            <path fill="{b}" d="M76 214q8-54 50-50l52 18q16 8 8 20-8 8-24 4l-22-6 50 20 72-40q20-8 28 6 2 10-10 20l-76 50q-14 8-30 4l-58-20-40 14z"/><path fill="{d}" d="M66 204l26-6 12 56-26 8z"/>""");

    private final String shapes;

    Motif(String shapes) {
        this.shapes = shapes;
    }

    String shapes() {
        return shapes;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The motif for a product, by its category and words of its Indonesian name.
    static Motif of(String category, String name) {
        String words = name.toLowerCase(Locale.ROOT);
        return switch (category) {
            case "snacks" -> POUCH;
            case "cakes" -> cake(words);
            case "fish" -> has(words, "asin", "kering", "asap", "salai") ? FISH : has(words, "abon") ? JAR : POUCH;
            case "sweets" -> has(words, "cokelat", "coklat", "kotak") ? GIFTBOX : has(words, "manisan") ? JAR : SLICES;
            case "drinks" -> BOTTLE;
            case "coffee" -> has(words, "biji") ? BEANS : COFFEE;
            case "seasoning" ->
                has(words, "madu") ? HONEY : has(words, "gula", "aren") && !has(words, "semut") ? SUGAR : JAR;
            case "meals" -> has(words, "rendang", "gulai", "sambal", "pendap") ? BOWL : MEALBOX;
            case "fresh" -> fresh(words);
            case "batik" -> has(words, "masker") ? MASK : CLOTH;
            case "crafts" ->
                has(words, "tikar", "lembaran") ? MAT : has(words, "tas", "gantungan", "dompet", "peci") ? BAG : BASKET;
            case "plants" -> SEEDLING;
            case "animals" -> has(words, "ayam", "itik", "bebek", "burung") ? CHICKEN : GOAT;
            case "services" -> has(words, "jahit", "bordir", "permak") ? SEWING : HANDS;
            default -> GIFTBOX;
        };
    }

    private static Motif cake(String words) {
        if (has(words, "uncung", "lepat", "lemang", "daun")) {
            return LEAFCAKE;
        }
        return has(words, "tat", "bolu", "loyang", "roti", "pai") ? TART : JAR;
    }

    private static Motif fresh(String words) {
        if (has(words, "telur")) {
            return EGGS;
        }
        if (has(words, "madu")) {
            return HONEY;
        }
        if (has(words, "lokan", "kerang", "remis")) {
            return SHELLS;
        }
        if (has(words, "ikan", "lele", "nila", "udang")) {
            return FISH;
        }
        if (has(words, "pisang")) {
            return BANANA;
        }
        return has(words, "sayur", "cabai", "bayam", "kangkung", "tomat", "terong", "daun", "kol") ? GREENS : FRUIT;
    }

    private static boolean has(String words, String... any) {
        for (String word : any) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
