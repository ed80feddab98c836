import { encode } from 'uqr'

/** Black on white in either color scheme: that is how scanners read it. */
export function QrCode(props: { content: string; label: string }) {
  const code = () => encode(props.content, { ecc: 'M', border: 2 })
  const path = () =>
    code()
      .data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
      .join('')
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={`${props.label}: ${props.content}`}
      viewBox={`0 0 ${code().size} ${code().size}`}
      shape-rendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#ffffff" />
      <path d={path()} fill="#000000" />
    </svg>
  )
}
