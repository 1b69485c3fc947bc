package io.mneme.devstack;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A project with the real servers, whose four deployables are {@link FakeService}. */
final class FakeProject {
  private FakeProject() {}

  static Project in(Path root) throws IOException {
    Path servers = Files.createDirectories(root.resolve("dev-stack/servers"));
    Files.createSymbolicLink(
        servers.resolve("target"), Project.find().root().resolve("dev-stack/servers/target"));
    for (Deployable one : Deployable.values()) {
      Path target = Files.createDirectories(root.resolve(one.module()).resolve("target"));
      Files.createDirectories(target.resolve("lib"));
      write(target.resolve(one.module() + ".jar"), one.mainClass());
    }
    return new Project(root);
  }

  private static void write(Path jar, String mainClass) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.putNextEntry(new JarEntry(mainClass.replace('.', '/') + ".class"));
      entries.write(mainThatCallsFakeService(mainClass));
      String fake = FakeService.class.getName().replace('.', '/') + ".class";
      entries.putNextEntry(new JarEntry(fake));
      try (InputStream bytes = FakeService.class.getClassLoader().getResourceAsStream(fake)) {
        Objects.requireNonNull(bytes).transferTo(entries);
      }
    }
  }

  private static byte[] mainThatCallsFakeService(String mainClass) {
    MethodTypeDesc main = MethodTypeDesc.of(CD_void, CD_String.arrayType());
    return ClassFile.of()
        .build(
            ClassDesc.of(mainClass),
            type ->
                type.withMethodBody(
                    "main",
                    main,
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                    code ->
                        code.aload(0)
                            .invokestatic(ClassDesc.of(FakeService.class.getName()), "main", main)
                            .return_()));
  }
}
