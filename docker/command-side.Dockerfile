# docker build -f docker/command-side.Dockerfile -t runledger-command-side .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -q -DskipTests -Dspotless.check.skip=true -pl command-side -am package

FROM eclipse-temurin:17-jre
RUN useradd --system runledger
COPY --from=build /src/command-side/target/command-side-*-exec.jar /app/command-side.jar
USER runledger
# Inside a container "loopback" would be the container alone.
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8081
EXPOSE 8081
ENTRYPOINT ["java", "-jar", "/app/command-side.jar"]
