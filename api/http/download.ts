/** A file that a browser saves and never runs, whoever made it. */
export const downloadHeaders = (filename: string): Record<string, string> => ({
  'content-disposition': `attachment; filename="${filename.replaceAll(/[^\w.-]/g, '_')}"`,
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
})

/** A document of ours that a browser may show. */
export const documentHeaders = (filename: string): Record<string, string> => ({
  ...downloadHeaders(filename),
  'content-disposition': `inline; filename="${filename.replaceAll(/[^\w.-]/g, '_')}"`,
})
