import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createMetrics } from '../../src/metrics.js';
import { createHttpServer } from '../../src/server.js';
import {
  dockerfile,
  documents,
  IMAGE_ENV,
  OBJECTS,
  object,
  ROOT,
  type Tree,
  text,
  YAML_FILES,
  yaml,
} from '../support/deploy-files.js';
import { schemaFault, typeFaults } from '../support/kubernetes-types.js';

const compose = yaml('deploy/compose.yaml');
const services: Readonly<Record<string, Tree>> = compose.services;
const deployment = object('Deployment');
const pod = deployment.spec.template.spec;
const [container] = pod.containers;
const nginx = text('deploy/nginx.conf');
const { version } = JSON.parse(text('package.json'));
const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'].map((name) => container[name]);

describe('the files', () => {
  it.each(YAML_FILES)('%s is YAML without a fault', (file) => {
    expect(documents(file).flatMap((d) => [...d.errors, ...d.warnings])).toEqual([]);
  });

  it('kustomization.yaml names all files beside it', () => {
    const beside = YAML_FILES.filter((f) => f.startsWith('deploy/kubernetes/') && !f.endsWith('kustomization.yaml'));
    expect(
      yaml('deploy/kubernetes/kustomization.yaml')
        .resources.map((n: string) => `deploy/kubernetes/${n}`)
        .sort(),
    ).toEqual(beside);
  });
});

describe('the Kubernetes objects', () => {
  it.each(OBJECTS.map((o) => [o.kind, o]))('%s satisfies the schema', async (_, o) => {
    expect(await schemaFault(o)).toBeUndefined();
  });

  it('have no field that Kubernetes does not know', () => {
    expect(typeFaults(OBJECTS)).toBe('');
  });

  it('are really checked: a wrong value and a misspelt field are found', async () => {
    const wrong = structuredClone(deployment);
    wrong.spec.template.spec.containers[0].livenessProbe.httpGet = { path: '/healthz' };
    expect(await schemaFault(wrong)).toContain('port');
    const misspelt = structuredClone(deployment);
    misspelt.spec.template.spec.containers[0].securityContext.readOnlyRootFileSystem = true;
    expect(typeFaults([misspelt])).toContain('readOnlyRootFileSystem');
  });

  it('are of the kinds that a safe roll-out needs, and no secret among them', () => {
    expect(OBJECTS.map((o) => o.kind).sort()).toEqual(
      ['ConfigMap', 'Deployment', 'HorizontalPodAutoscaler', 'NetworkPolicy', 'PodDisruptionBudget', 'Service'].sort(),
    );
  });

  it('mean the same pods and the same deployment', () => {
    const labels = deployment.spec.template.metadata.labels;
    const selectors = [
      deployment.spec.selector.matchLabels,
      object('Service').spec.selector,
      object('PodDisruptionBudget').spec.selector.matchLabels,
      object('NetworkPolicy').spec.podSelector.matchLabels,
    ];
    for (const selector of selectors) expect(selector).toEqual(labels);
    expect(object('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe(deployment.metadata.name);
    expect(object('HorizontalPodAutoscaler').spec.minReplicas).toBeGreaterThanOrEqual(2);
  });

  it('say what they need and how much they may take', () => {
    expect(container.resources.requests).toMatchObject({ cpu: expect.any(String), memory: expect.any(String) });
    expect(container.resources.limits.memory).toEqual(expect.any(String));
  });
});

describe('ports and paths', () => {
  const server = createHttpServer({
    platforms: [],
    metrics: createMetrics(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    readiness: async () => ({ troubles: [], notices: [] }),
    showMetrics: true,
    newId: () => 'id',
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  const health = JSON.parse((dockerfile('HEALTHCHECK')[0] as string).split('CMD ')[1] as string) as string[];
  const check = (to: number) =>
    new Promise((resolve) => {
      spawn(process.execPath, health.slice(1), { env: { PORT: String(to) } }).on('exit', resolve);
    });

  it('of the probes are answered by the server', async () => {
    for (const { httpGet } of probes) {
      expect(httpGet.port).toBe('http');
      expect((await fetch(`http://127.0.0.1:${port}${httpGet.path}`)).status).toBe(200);
    }
  });

  it('are the right ones: only readiness asks whether it is ready', () => {
    expect(probes.map((p) => p.httpGet.path)).toEqual(['/healthz', '/healthz', '/readyz']);
  });

  it('of the image’s health check: it passes while the server answers, and fails when nobody does', async () => {
    expect(await check(port)).toBe(0);
    expect(await check(1)).toBe(1);
  });

  it('are the same everywhere', () => {
    const expected = readConfig({}).PORT;
    expect(Number(IMAGE_ENV.PORT)).toBe(expected);
    expect(dockerfile('EXPOSE')).toEqual([String(expected)]);
    expect(container.ports).toMatchObject([{ name: 'http', containerPort: expected }]);
    expect(object('Service').spec.ports[0].targetPort).toBe('http');
    expect(object('NetworkPolicy').spec.ingress[0].ports[0].port).toBe('http');
    expect(nginx).toContain(`proxy_pass http://$assistant:${expected};`);
  });

  it('that are for inside are not led there by the proxy', () => {
    const refused = new RegExp(/location ~\* (\S+) \{\s+return 404/.exec(nginx)?.[1] ?? '(?!)', 'i');
    for (const path of ['/healthz', '/readyz', '/metrics']) expect(path).toMatch(refused);
    for (const path of ['/', '/slack/events', '/api/messages', '/api/ask']) expect(path).not.toMatch(refused);
  });

  it('of the proxy are those that compose.yaml publishes', () => {
    const inside = (services.proxy.ports as string[]).map((p) => p.split(':')[1]);
    expect([...nginx.matchAll(/listen (\d+)/g)].map((m) => m[1])).toEqual(inside);
  });
});

describe('the rights of the processes', () => {
  it('the image does not run as root', () => {
    expect(dockerfile('USER')).toEqual(['1000:1000']);
    expect(dockerfile('VOLUME')).toEqual([IMAGE_ENV.DATA_DIR]);
  });

  it('a pod is not root, cannot write its files, and has no capability', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toEqual({
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.volumeMounts.map((m: Tree) => m.mountPath)).toEqual([IMAGE_ENV.DATA_DIR]);
  });

  it.each(Object.entries(services))('%s in compose.yaml neither', (_, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.user).toMatch(/^(?!0|root)\w/);
    expect(service.cap_add ?? service.privileged).toBeUndefined();
  });

  it('a stop leaves the ten seconds that the assistant takes', () => {
    const drain = Number(/DRAIN_MS = ([\d_]+)/.exec(text('src/main.ts'))?.[1]?.replaceAll('_', '')) / 1000;
    const pause = Number(container.lifecycle.preStop.exec.command[1]);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(drain + pause);
    expect(Number.parseInt(services.assistant.stop_grace_period, 10)).toBeGreaterThan(drain);
  });
});

describe('what is built and run', () => {
  it('others’ images are pinned by version and digest', () => {
    const others = [dockerfile('FROM')[0]?.split(' ')[0], services.proxy.image, services.postgres.image];
    for (const image of others) expect(image).toMatch(/^\w+:\d+\.\d+[\w.-]*@sha256:[0-9a-f]{64}$/);
    expect(dockerfile('FROM').slice(1)).toEqual(['base AS build', 'base']);
  });

  it('our own image has the version of package.json', () => {
    const [image] = yaml('deploy/kubernetes/kustomization.yaml').images;
    expect([services.assistant.image, container.image]).toEqual([`iom-assistant:${version}`, `iom-assistant:${version}`]);
    expect(image).toMatchObject({ name: 'iom-assistant', newTag: version });
  });

  it('the image is made only of what .dockerignore lets in', () => {
    const [first, ...rest] = text('.dockerignore')
      .replace(/^#.*\n/gm, '')
      .trim()
      .split('\n');
    const sources = dockerfile('COPY').flatMap((c) => (c.startsWith('--from') ? [] : c.split(' ').slice(0, -1)));
    const allowed = rest.filter((l) => l.startsWith('!')).map((l) => l.slice(1));
    expect(first).toBe('*');
    expect([...sources].sort()).toEqual([...allowed].sort());
    for (const source of sources) expect(existsSync(join(ROOT, source))).toBe(true);
  });

  it('starts without a shell or npm', () => {
    expect(dockerfile('CMD')).toEqual(['["node", "dist/main.js"]']);
    expect(dockerfile('RUN').join('\n')).toMatch(/npm ci.*\n.*npm run build.*npm prune --omit=dev/);
  });
});
