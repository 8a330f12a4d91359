/**
 * A process with one client SDK and its instrumentation, set up as their documentation says, that makes one model call of the user
 * `mira` and exports its telemetry: `sdk-process.ts NAME MODEL_URL OTLP_URL KEY`. A process each, since instrumentation patches
 * classes that several SDKs share.
 */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import Anthropic from '@anthropic-ai/sdk';
import { setMetadata, setUser } from '@arizeai/openinference-core';
import { AnthropicInstrumentation } from '@arizeai/openinference-instrumentation-anthropic';
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { propagateAttributes, setLangfuseTracerProvider, startActiveObservation, startObservation } from '@langfuse/tracing';
import { Agent, run, setDefaultOpenAIClient, setTracingDisabled } from '@openai/agents';
import { context } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { OpenAIInstrumentation as OpenLlmetryInstrumentation } from '@traceloop/instrumentation-openai';
import { generateText } from 'ai';
import OpenAI from 'openai';
import { MODEL, MODEL_ANSWER, PROMPT, SYSTEM, TOKENS } from './model-server.ts';

const [name = '', modelUrl = '', otlpUrl = '', key = ''] = process.argv.slice(2);
const exporting = { url: `${otlpUrl}/v1/traces`, headers: { authorization: `Bearer ${key}` } };
const openAi = () => new OpenAI({ apiKey: 'none', baseURL: `${modelUrl}/v1` });
const messages = [
  { role: 'system' as const, content: SYSTEM },
  { role: 'user' as const, content: PROMPT },
];

function traced(processor: SpanProcessor): NodeTracerProvider {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop' }),
    spanProcessors: [processor],
  });
  provider.register();
  return provider;
}
const overJson = () => traced(new BatchSpanProcessor(new JsonExporter(exporting)));
const overProtobuf = () =>
  traced(new BatchSpanProcessor(new ProtobufExporter({ ...exporting, compression: 'gzip' as never })));

function openInference(provider: NodeTracerProvider): void {
  const instrumentation = new OpenAIInstrumentation({ tracerProvider: provider });
  instrumentation.manuallyInstrument(OpenAI);
}

const SDKS: Readonly<Record<string, () => Promise<NodeTracerProvider>>> = {
  async langfuse() {
    const provider = traced(new LangfuseSpanProcessor({ publicKey: 'pk-lf-shop', secretKey: key, baseUrl: otlpUrl }));
    setLangfuseTracerProvider(provider);
    await propagateAttributes({ userId: 'mira', sessionId: 's-1', metadata: { tier: 'free' } }, async () => {
      await startActiveObservation('answer', async () => {
        const parameters = { model: MODEL, input: messages, modelParameters: { temperature: 0.2 } };
        const generation = startObservation('llm', parameters, { asType: 'generation' });
        const output = { role: 'assistant', content: MODEL_ANSWER };
        generation.update({ output, usageDetails: { input: TOKENS.input, output: TOKENS.output } }).end();
      });
    });
    return provider;
  },

  async vercel() {
    const provider = overProtobuf();
    const model = createOpenAICompatible({ name: 'example', baseURL: `${modelUrl}/v1`, apiKey: 'none' })(MODEL);
    const metadata = { userId: 'mira', sessionId: 's-1' };
    await generateText({
      model,
      system: SYSTEM,
      prompt: PROMPT,
      experimental_telemetry: { isEnabled: true, tracer: provider.getTracer('ai'), metadata },
    });
    return provider;
  },

  async agents() {
    const provider = overJson();
    openInference(provider);
    setTracingDisabled(true);
    // The package declares its class for ESM and CommonJS apart.
    setDefaultOpenAIClient(openAi() as never);
    const agent = new Agent({ name: 'helper', instructions: SYSTEM, model: MODEL });
    await context.with(setUser(context.active(), { userId: 'mira' }), () => run(agent, PROMPT));
    return provider;
  },

  async openinference() {
    const provider = overProtobuf();
    openInference(provider);
    const caller = setMetadata(context.active(), { user_id: 'mira', tier: 1 });
    await context.with(caller, () => openAi().chat.completions.create({ model: MODEL, messages }));
    return provider;
  },

  async openllmetry() {
    const provider = overJson();
    const instrumentation = new OpenLlmetryInstrumentation();
    instrumentation.setTracerProvider(provider);
    instrumentation.manuallyInstrument(OpenAI);
    // The handler knows the user, and its span ends after that of the call.
    await provider.getTracer('shop').startActiveSpan('handler', { attributes: { 'enduser.id': 'mira' } }, async (span) => {
      await openAi().chat.completions.create({ model: MODEL, messages });
      span.end();
    });
    return provider;
  },

  async anthropic() {
    const provider = overProtobuf();
    const instrumentation = new AnthropicInstrumentation({ tracerProvider: provider });
    instrumentation.manuallyInstrument(Anthropic as never);
    await new Anthropic({ apiKey: 'none', baseURL: modelUrl }).messages.create({
      model: MODEL,
      max_tokens: 50,
      metadata: { user_id: 'mira' },
      system: SYSTEM,
      messages: [{ role: 'user', content: PROMPT }],
    });
    return provider;
  },
};

const provider = await SDKS[name]?.();
await provider?.forceFlush();
await provider?.shutdown();
