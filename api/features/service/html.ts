/** The few pages the Worker renders itself: plain HTML, no script of its own, nothing from elsewhere. */
import { escapeHtml } from '../../http/escape-html'

const securityHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}
const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What a page may load, beside nothing: sources per directive of the Content-Security-Policy. */
type Allowed = Readonly<Record<string, string>>

export function htmlPage(title: string, body: string, head = '', allowed: Allowed = {}): Response {
  const policy = Object.entries({ 'img-src': "'self'", ...allowed }).map(
    ([directive, sources]) => `${directive} ${sources}`,
  )
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/docs-assets/icon.svg" type="image/svg+xml">
${head}</head>
<body>
${body}
</body>
</html>
`
  const csp = [closed, ...policy].join('; ')
  return new Response(html, { headers: { ...securityHeaders, 'content-security-policy': csp } })
}

const links = {
  '/docs/guides': 'Guides',
  '/docs': 'Reference',
  '/docs/events': 'Events',
  '/problems': 'Problem codes',
}
const navigation = Object.entries(links).map(([path, name]) => `<a href="${path}">${name}</a>`)

/** A page to read, in the documentation's type and with the way to its other parts. */
export const article = (title: string, body: string): Response =>
  htmlPage(
    title,
    `<nav>${navigation.join('')}</nav>\n<main>\n${body}\n</main>`,
    '<link rel="stylesheet" href="/docs-assets/guides.css">\n',
    { 'style-src': "'self'" },
  )

/** Text with `code` in backticks, as problem codes write it. */
export const inlineCode = (text: string) =>
  escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
