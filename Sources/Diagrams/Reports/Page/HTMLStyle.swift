/// How pages look.
enum HTMLStyle {
  /// The sheet; colours have names, so that dark and printed pages only change them.
  static let text = """
    :root {
      --paper: #ffffff; --ink: #1b1f24; --muted: #5a636d; --rule: #dde1e6; --soft: #f5f7f9;
      --same: #0a6e46; --other: #a83a0c;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181c; --ink: #e3e7eb; --muted: #9da7b1; --rule: #313941; --soft: #1b2127;
        --same: #52c896; --other: #f09a66;
        --chart-0072b2: #56b4e9; --chart-d55e00: #f0894a; --chart-009e73: #3fc79b;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
    }
    main { max-width: 51rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .35rem; letter-spacing: -.01em; }
    h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .6rem; }
    p { margin: 0 0 .9rem; }
    section { margin-top: 2.6rem; padding-top: 1.5rem; border-top: 1px solid var(--rule); }
    .lead { font-size: 1.12rem; line-height: 1.5; }
    .muted, figcaption, footer { color: var(--muted); }
    .note { border-left: 3px solid var(--other); padding: .1rem 0 .1rem .9rem; }
    .answer { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .9rem; margin: 1.6rem 0; }
    .tile { background: var(--soft); border: 1px solid var(--rule); border-radius: 6px; padding: .9rem 1.1rem; }
    .tile p { margin: 0; }
    .number { font-size: 2rem; line-height: 1.25; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
    .range, .tile .muted { font-size: .88rem; }
    .verdict { display: inline-block; font-size: .8rem; font-weight: 600; letter-spacing: .01em; margin: 0 0 .5rem; }
    .same { color: var(--same); }
    .other { color: var(--other); }
    .table { overflow-x: auto; margin: 1.1rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
    th, td { padding: .38rem .75rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
    th:first-child { text-align: left; padding-left: 0; font-weight: 400; }
    tbody th:first-child { white-space: normal; min-width: 12rem; }
    td.phrase { white-space: normal; min-width: 9rem; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th, thead th:first-child { color: var(--muted); font-weight: 600; vertical-align: bottom; white-space: normal; }
    figure { margin: 1.5rem 0 1.8rem; break-inside: avoid; }
    figure img { display: block; max-width: 100%; height: auto; image-rendering: auto; }
    .chart { display: block; width: 100%; height: auto; }
    figcaption { font-size: .9rem; margin-top: .5rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.4rem; margin: 1rem 0; font-size: .92rem; }
    dt { color: var(--muted); }
    dd { margin: 0; overflow-wrap: anywhere; }
    code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    code { font-size: .88em; }
    pre code { font-size: inherit; }
    pre {
      background: var(--soft); border: 1px solid var(--rule); border-radius: 6px; padding: .8rem 1rem; font-size: .85rem;
      white-space: pre-wrap; overflow-wrap: anywhere;
    }
    footer { margin-top: 2.5rem; font-size: .85rem; }
    @media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
    @media print {
      body { font-size: 10.5pt; }
      main { max-width: none; padding: 0; }
      section { margin-top: 1.6rem; padding-top: 1rem; }
      h2 { break-after: avoid; }
      tr, .tile { break-inside: avoid; }
      figure { max-width: 14.5cm; }
    }
    """
}
