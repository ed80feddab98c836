export { type CallOptions, type Client, type ClientOptions, createClient } from './client.ts'
export type * from './operations.ts'
export { HoldfastError, type ProblemDocument } from './problem.ts'
export { type VerifyOptions, verifyWebhook, WebhookVerificationError } from './webhooks.ts'
